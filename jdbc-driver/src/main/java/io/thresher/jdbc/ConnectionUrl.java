package io.thresher.jdbc;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

/**
 * A parsed URL of this driver. Only the keys listed here reach Avatica; every other key is a session option that the server
 * checks, so that no URL can name a class or file of the client.
 */
final class ConnectionUrl {
    static final String PREFIX = "jdbc:thresher:";

    private static final int DEFAULT_PORT = 8047;
    private static final int DEFAULT_FETCH_ROWS = 8192;
    private static final long LONGEST_ANSWER_MILLIS = 7L * 24 * 3_600_000;
    private static final Set<String> DRIVER_KEYS = Set.of("user", "password", "fetch_size", "serialization");

    private final String host;
    private final int port;
    private final Properties settings;

    private ConnectionUrl(String host, int port, Properties settings) {
        this.host = host;
        this.port = port;
        this.settings = settings;
    }

    static ConnectionUrl parse(String url, Properties info) throws SQLException {
        String rest = url.substring(PREFIX.length());
        if (!rest.startsWith("//")) {
            throw malformed(url);
        }
        rest = rest.substring(2);
        Properties settings = new Properties();
        int question = rest.indexOf('?');
        if (question >= 0) {
            parseSettings(rest.substring(question + 1), settings, url);
            rest = rest.substring(0, question);
        }
        int slash = rest.indexOf('/');
        if (slash >= 0) {
            if (slash + 1 < rest.length()) {
                settings.setProperty("schema", decode(rest.substring(slash + 1)));
            }
            rest = rest.substring(0, slash);
        }
        for (String key : info.stringPropertyNames()) {
            settings.setProperty(key.toLowerCase(Locale.ROOT), info.getProperty(key));
        }
        int colon = rest.endsWith("]") ? -1 : rest.lastIndexOf(':');
        String host = colon < 0 ? rest : rest.substring(0, colon);
        if (host.isEmpty()) {
            throw malformed(url);
        }
        return new ConnectionUrl(host, colon < 0 ? DEFAULT_PORT : port(rest.substring(colon + 1), url), settings);
    }

    private static void parseSettings(String query, Properties settings, String url) throws SQLException {
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw malformed(url);
            }
            settings.setProperty(
                    decode(pair.substring(0, equals)).toLowerCase(Locale.ROOT), decode(pair.substring(equals + 1)));
        }
    }

    private static int port(String text, String url) throws SQLException {
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Falls through to the message about the URL, which says more than the number's.
        }
        throw malformed(url);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static SQLException malformed(String url) {
        // What follows the question mark may hold a password.
        int question = url.indexOf('?');
        return new SQLException(
                "URL not understood; expected jdbc:thresher://host:port[/schema][?key=value&...]: "
                        + (question < 0 ? url : url.substring(0, question)),
                "08001");
    }

    private String address() {
        return host + ":" + port;
    }

    /** What Avatica's connection and the server's session are opened with. */
    Properties avaticaProperties() throws SQLException {
        Properties properties = new Properties();
        for (String key : settings.stringPropertyNames()) {
            if (!DRIVER_KEYS.contains(key)) {
                properties.setProperty("thresher." + key, settings.getProperty(key));
            }
        }
        properties.setProperty("url", "http://" + address() + "/");
        properties.setProperty("serialization", serialization());
        // Tells the server how this driver sends times; see ParameterValues.
        properties.setProperty("thresher_driver", "1");
        properties.setProperty("factory", WireFactory.class.getName());
        properties.setProperty("fetch_size", fetchSize());
        // Queries may take long before their first row; a limit on that is the statement's query time-out.
        properties.setProperty("http_response_timeout", Long.toString(LONGEST_ANSWER_MILLIS));
        copy("user", properties);
        copy("password", properties);
        return properties;
    }

    private String serialization() throws SQLException {
        String form = settings.getProperty("serialization", "protobuf").toUpperCase(Locale.ROOT);
        if (form.equals("PROTOBUF") || form.equals("JSON")) {
            return form;
        }
        throw new SQLException("serialization must be protobuf or json: " + form, "22023");
    }

    private String fetchSize() throws SQLException {
        String text = settings.getProperty("fetch_size", Integer.toString(DEFAULT_FETCH_ROWS));
        try {
            if (Integer.parseInt(text) > 0) {
                return text;
            }
        } catch (NumberFormatException e) {
            // Reported below with the way out.
        }
        throw new SQLException("fetch_size must be a positive number of rows: " + text, "22023");
    }

    private void copy(String key, Properties target) {
        String value = settings.getProperty(key);
        if (value != null) {
            target.setProperty(key, value);
        }
    }
}
