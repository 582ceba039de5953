package nitro.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nitro.loop.Watch;
import nitro.posix.Errno;
import nitro.text.UsageException;
import org.jspecify.annotations.Nullable;

/** {@code http://HOST[:PORT][/PATH][,status=N]}: what is there answers a GET with a status from 200 to 299, or with N. */
public final class HttpProbe extends Probe implements Connector.Outcome {
    public static final String SCHEME = "http://";

    private static final Pattern STATUS = Pattern.compile("(.*),status=([0-9]{3})", Pattern.DOTALL);
    private static final Pattern ANSWER = Pattern.compile("HTTP/[0-9.]+ ([0-9]{3})(?: .*)?");
    private static final int HTTP = 80;

    /** A first line that is longer is none. */
    private static final int LONGEST_LINE = 4096;

    private final Connector connector;
    private final byte[] request;
    private final int wanted;
    private final byte[] buffer = new byte[LONGEST_LINE];
    private StringBuilder answer = new StringBuilder();
    private int fd = -1;
    private @Nullable Watch watch;

    private HttpProbe(ProbeContext context, Peer peer, String request, int wanted) {
        super(context, "no answer");
        this.request = request.getBytes(ISO_8859_1);
        this.wanted = wanted;
        connector = new Connector(context, peer, this);
    }

    public static HttpProbe of(String text, ProbeContext context) throws UsageException {
        String url = text.substring(SCHEME.length());
        int wanted = 0;
        Matcher status = STATUS.matcher(url);
        if (status.matches()) {
            url = status.group(1);
            wanted = Integer.parseInt(status.group(2));
        }
        if (url.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw new UsageException(text + ": a blank or control character in a URL");
        }
        int end = end(url);
        String authority = url.substring(0, end);
        if (authority.contains("@")) {
            throw new UsageException(text + ": a user in a URL is not supported; use exec:");
        }
        Peer peer = Peer.of(authority, HTTP, text);
        String path = url.substring(end).replaceFirst("#.*", "");
        String request = "GET " + (path.startsWith("/") ? "" : "/") + path + " HTTP/1.1\r\nHost: " + authority
                + "\r\nUser-Agent: nitro-wait\r\nAccept: */*\r\nConnection: close\r\n\r\n";
        return new HttpProbe(context, peer, request, wanted);
    }

    /** Where the path, the query or the fragment begins. */
    private static int end(String url) {
        int end = 0;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    @Override
    protected void ask() {
        answer = new StringBuilder();
        connector.begin();
    }

    @Override
    protected void release() {
        connector.abandon();
        if (watch != null) {
            watch.end();
            watch = null;
        }
        if (fd >= 0) {
            posix().close(fd);
            fd = -1;
        }
    }

    @Override
    public void connected(int socket) {
        fd = socket;
        int sent = posix().write(fd, request, 0, request.length);
        if (sent == request.length) {
            watch = context.loop().watch(fd, this::read);
        } else {
            fails(sent < 0 ? Errno.of(sent).message() : "the request does not fit into one packet");
        }
    }

    @Override
    public void refused(String why, long rest) {
        fails(why, rest);
    }

    private void read() {
        int count = posix().read(fd, buffer);
        if (count == Errno.EAGAIN.code()) {
            return;
        }
        if (count < 0) {
            fails(Errno.of(count).message());
            return;
        }
        answer.append(new String(buffer, 0, count, ISO_8859_1));
        int end = answer.indexOf("\n");
        if (end >= 0) {
            judge(answer.substring(0, end).stripTrailing());
        } else if (count == 0 && answer.isEmpty()) {
            fails("closed without an answer");
        } else if (count == 0 || answer.length() >= LONGEST_LINE) {
            fails("no HTTP answer");
        }
    }

    private void judge(String line) {
        Matcher matcher = ANSWER.matcher(line);
        if (!matcher.matches()) {
            fails("no HTTP answer");
            return;
        }
        int status = Integer.parseInt(matcher.group(1));
        if (wanted == 0 ? status >= 200 && status <= 299 : status == wanted) {
            holds();
        } else {
            fails("status " + status);
        }
    }
}
