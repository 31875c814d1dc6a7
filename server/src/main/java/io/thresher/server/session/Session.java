package io.thresher.server.session;

import io.thresher.storage.catalog.Catalog;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** One client connection: its user, current schema and the options it has set. Thread-safe. */
public final class Session {
    private final String id;
    private final String user;
    private final AtomicLong lastUsedNanos = new AtomicLong(System.nanoTime());
    private final Map<String, String> options = new TreeMap<>();
    private volatile String schema = Catalog.DEFAULT_SCHEMA;

    Session(String id, String user) {
        this.id = id;
        this.user = user;
    }

    /** The connection's id, chosen by the client, unguessable. */
    public String id() {
        return id;
    }

    public String user() {
        return user;
    }

    public String schema() {
        return schema;
    }

    /** Changes the schema that unqualified names are looked up in. */
    public void useSchema(String newSchema) {
        this.schema = newSchema;
    }

    /** A copy of the options that this session has set, by option name. */
    public Map<String, String> options() {
        synchronized (options) {
            return new TreeMap<>(options);
        }
    }

    /** Sets an option; the caller has checked name and value. */
    public void setOption(String name, String value) {
        synchronized (options) {
            options.put(name, value);
        }
    }

    /** Gives an option its server-wide value back. */
    public void resetOption(String name) {
        synchronized (options) {
            options.remove(name);
        }
    }

    /** Says that the client is alive. */
    public void touch() {
        lastUsedNanos.set(System.nanoTime());
    }

    /** Nanoseconds since the client was last heard of. */
    public long idleNanos() {
        return System.nanoTime() - lastUsedNanos.get();
    }
}
