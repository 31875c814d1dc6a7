package io.thresher.execution.join.build;

import io.thresher.batch.DataType;
import java.util.ArrayList;
import java.util.List;

/**
 * Which columns of its input a build side keeps, in the order kept; {@code keys} are the join's keys among those. Columns that the
 * join never looks at are not kept.
 */
record BuildLayout(List<DataType> types, int[] inputColumns, List<Integer> keys) {
    /** Keeps the columns of an input with {@code inputTypes} that are marked {@code needed}, the keys among them. */
    static BuildLayout of(List<DataType> inputTypes, boolean[] needed, List<Integer> inputKeys) {
        List<DataType> types = new ArrayList<>();
        List<Integer> kept = new ArrayList<>();
        for (int c = 0; c < needed.length; c++) {
            if (needed[c]) {
                kept.add(c);
                types.add(inputTypes.get(c));
            }
        }
        List<Integer> keys = inputKeys.stream().map(kept::indexOf).toList();
        return new BuildLayout(types, kept.stream().mapToInt(Integer::intValue).toArray(), keys);
    }

    /** Bytes of a row, long strings not counted. */
    int rowBytes() {
        return types.stream().mapToInt(type -> type.physicalType().bytes()).sum();
    }
}
