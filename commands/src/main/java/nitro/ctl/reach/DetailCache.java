package nitro.ctl.reach;

import java.util.HashMap;
import java.util.Map;
import nitro.spat.Message;
import nitro.spat.Message.Answer;
import nitro.spat.Message.Detail;
import nitro.spat.Request;

/** The details of services, each asked for once: all that is printed together is of one moment. */
public final class DetailCache {
    private final Client client;
    private final Map<String, Message> answers = new HashMap<>();

    public DetailCache(Client client) {
        this.client = client;
    }

    /** nitro's answer: {@link Detail}, or why there is none. */
    public Message answer(String service) throws Failure {
        Message answer = answers.get(service);
        if (answer == null) {
            answer = client.ask(new Request.Detail(service));
            answers.put(service, answer);
        }
        return answer;
    }

    /** Fails if there is no such service, or nitro is too old to answer. */
    public Detail detail(String service) throws Failure {
        Message answer = answer(service);
        if (answer instanceof Detail detail) {
            return detail;
        }
        throw answer == Answer.NOT_IMPLEMENTED ? Client.notUnderstood() : NearMiss.of(service, client);
    }
}
