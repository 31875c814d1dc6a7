package io.thresher.storage.json;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.storage.text.BadValuePolicy;
import io.thresher.storage.text.ByteSources;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The JSON properties of a table. */
record JsonOptions(Charset charset, BadValuePolicy onError) {
    /** Names that other engines put into tables and that do not concern us. */
    private static final Set<String> IGNORED = Set.of(
            "external",
            "comment",
            "transient_lastddltime",
            "numfiles",
            "numrows",
            "rawdatasize",
            "totalsize",
            "column_stats_accurate",
            "bucketing_version",
            "classification");

    /**
     * Reads the properties.
     *
     * @throws EngineException INVALID_OPTION_VALUE
     */
    static JsonOptions of(Map<String, String> properties) {
        Charset charset = StandardCharsets.UTF_8;
        BadValuePolicy onError = BadValuePolicy.FAIL;
        for (Map.Entry<String, String> property : properties.entrySet()) {
            String name = property.getKey().toLowerCase(Locale.ROOT);
            if (name.equals("encoding") || name.equals("serialization.encoding")) {
                charset = ByteSources.charset(property.getValue());
            } else if (name.equals("on_error")) {
                onError = BadValuePolicy.named(property.getValue());
            } else if (!IGNORED.contains(name) && name.indexOf('.') < 0) {
                throw new EngineException(
                        ErrorCode.INVALID_OPTION_VALUE,
                        "JSON property is not known; use encoding or on_error: " + name);
            }
        }
        return new JsonOptions(charset, onError);
    }
}
