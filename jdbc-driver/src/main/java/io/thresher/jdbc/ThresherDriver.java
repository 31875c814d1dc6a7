package io.thresher.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.apache.calcite.avatica.AvaticaFactory;
import org.apache.calcite.avatica.DriverVersion;
import org.apache.calcite.avatica.remote.Driver;
import org.jspecify.annotations.Nullable;

/**
 * The JDBC driver of Thresher: Avatica's remote driver under the URL {@code jdbc:thresher://host:port[/schema][?key=value&...]}.
 * Thread-safe.
 */
public final class ThresherDriver extends Driver {
    static {
        try {
            DriverManager.registerDriver(new ThresherDriver());
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    protected String getConnectStringPrefix() {
        return ConnectionUrl.PREFIX;
    }

    @Override
    protected DriverVersion createDriverVersion() {
        return new DriverVersion("Thresher JDBC driver", "0.1.0", "Thresher", "0.1.0", false, 0, 1, 0, 1);
    }

    @Override
    protected AvaticaFactory createFactory() {
        return new ThresherFactory();
    }

    /**
     * Connects to a server.
     *
     * @return null if the URL is another driver's
     * @throws SQLException 08001 if the server cannot be reached, or as the server says
     */
    @Override
    public @Nullable Connection connect(String url, @Nullable Properties info) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        ConnectionUrl target = ConnectionUrl.parse(url, info == null ? new Properties() : info);
        try {
            return super.connect(ConnectionUrl.PREFIX, target.avaticaProperties());
        } catch (SQLException | RuntimeException e) {
            throw Errors.plain(e);
        }
    }
}
