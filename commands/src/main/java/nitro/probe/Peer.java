package nitro.probe;

import nitro.text.UsageException;

/**
 * A host's port.
 *
 * @param host a name or an address in numbers, an IPv6 one without brackets
 */
public record Peer(String host, int port) {
    private static final int LAST_PORT = 65_535;

    /**
     * Reads {@code HOST:PORT} or {@code [ADDRESS]:PORT}.
     *
     * @param otherwise the port if none is given; 0 if one must be
     * @param whole what it is a part of, for complaints
     */
    public static Peer of(String words, int otherwise, String whole) throws UsageException {
        boolean bracket = words.startsWith("[");
        int end = bracket ? words.indexOf(']') : words.indexOf(':');
        if (bracket && end < 0) {
            throw new UsageException(whole + ": ] is missing");
        }
        String host = bracket ? words.substring(1, end) : end < 0 ? words : words.substring(0, end);
        String rest = bracket ? words.substring(end + 1) : end < 0 ? "" : words.substring(end);
        if (host.isEmpty()) {
            throw new UsageException(whole + ": a host is missing");
        }
        if (rest.isEmpty() && otherwise != 0) {
            return new Peer(host, otherwise);
        }
        if (rest.indexOf(':', 1) >= 0) {
            throw new UsageException(whole + ": an IPv6 address stands in brackets");
        }
        int port = rest.matches(":[0-9]{1,5}") ? Integer.parseInt(rest, 1, rest.length(), 10) : 0;
        if (port < 1 || port > LAST_PORT) {
            throw new UsageException(whole + ": a port is a number from 1 to " + LAST_PORT);
        }
        return new Peer(host, port);
    }
}
