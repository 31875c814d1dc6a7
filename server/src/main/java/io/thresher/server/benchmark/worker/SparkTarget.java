package io.thresher.server.benchmark.worker;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Spark in this process, {@code local[threads]}. Its classes are on the class path of a worker only, never on that of a build of ours, so
 * its five methods are called by name.
 */
final class SparkTarget implements StatementTarget {
    /** Spark's own default is for clusters. */
    private static final int SHUFFLES_OF_A_THREAD = 4;

    private final Object session;

    SparkTarget(int threads, String folder) throws ReflectiveOperationException {
        Object builder = Class.forName("org.apache.spark.sql.SparkSession")
                .getMethod("builder")
                .invoke(null);
        call(builder, "master", "local[" + threads + "]");
        call(builder, "appName", "thresher-bench");
        set(builder, "spark.ui.enabled", "false");
        set(builder, "spark.driver.host", "127.0.0.1");
        set(builder, "spark.driver.bindAddress", "127.0.0.1");
        set(builder, "spark.sql.shuffle.partitions", Integer.toString(threads * SHUFFLES_OF_A_THREAD));
        set(builder, "spark.sql.warehouse.dir", folder + "/warehouse");
        set(builder, "spark.local.dir", folder + "/local");
        this.session = call(builder, "getOrCreate");
    }

    private static void set(Object builder, String key, String value) throws ReflectiveOperationException {
        builder.getClass().getMethod("config", String.class, String.class).invoke(builder, key, value);
    }

    private static Object call(Object target, String name, Object... arguments) throws ReflectiveOperationException {
        Class<?>[] types = new Class<?>[arguments.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = arguments[i] instanceof Integer ? int.class : arguments[i].getClass();
        }
        Method method = target.getClass().getMethod(name, types);
        return method.invoke(target, arguments);
    }

    @Override
    public String version() throws ReflectiveOperationException {
        return "Spark " + call(session, "version");
    }

    @Override
    public void execute(String sql) throws Exception {
        sql(sql);
    }

    @Override
    public void makeTable(String name, String path) throws Exception {
        sql("CREATE OR REPLACE TEMPORARY VIEW " + name + " USING parquet OPTIONS (path '" + path.replace("'", "\\'")
                + "')");
    }

    private Object sql(String text) throws Exception {
        try {
            return call(session, "sql", text);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    @Override
    public Outcome run(String sql, boolean digested) throws Exception {
        long start = System.nanoTime();
        List<?> rows;
        try {
            rows = (List<?>) call(sql(sql), "collectAsList");
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
        long nanos = System.nanoTime() - start;
        return new Outcome(nanos, digested ? digest(rows) : null, null);
    }

    private static Answer digest(List<?> rows) throws ReflectiveOperationException {
        int columnCount = rows.isEmpty() ? 0 : (Integer) call(rows.get(0), "length");
        AnswerDigest digest = new AnswerDigest(columnCount);
        Method get = Class.forName("org.apache.spark.sql.Row").getMethod("get", int.class);
        @Nullable Object[] values = new @Nullable Object[columnCount];
        for (Object row : rows) {
            for (int i = 0; i < columnCount; i++) {
                values[i] = get.invoke(row, i);
            }
            digest.add(values);
        }
        return digest.answer();
    }

    @Override
    public void close() throws ReflectiveOperationException {
        call(session, "stop");
    }
}
