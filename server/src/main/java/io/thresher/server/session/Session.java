package io.thresher.server.session;

import io.thresher.config.SessionOptions;
import io.thresher.storage.catalog.Catalog;
import java.util.concurrent.atomic.AtomicLong;

/** One client connection: its user, current schema and the options it has set. Thread-safe. */
public final class Session {
    private final String id;
    private final String user;
    private final AtomicLong lastUsedNanos = new AtomicLong(System.nanoTime());
    private final SessionOptions options;
    private volatile String schema = Catalog.DEFAULT_SCHEMA;

    Session(String id, String user, SessionOptions options) {
        this.id = id;
        this.user = user;
        this.options = options;
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

    /** The options in force for this session. */
    public SessionOptions options() {
        return options;
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
