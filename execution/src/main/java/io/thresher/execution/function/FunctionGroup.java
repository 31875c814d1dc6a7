package io.thresher.execution.function;

/** The chapters of the function reference. */
public enum FunctionGroup {
    ARITHMETIC("Arithmetic"),
    MATH("Mathematics"),
    TEXT("Text"),
    PATTERN("Patterns"),
    BINARY("Binary and hashes"),
    DATE_TIME("Date and time"),
    OTHER("Other");

    private final String title;

    FunctionGroup(String title) {
        this.title = title;
    }

    /** The chapter's heading. */
    public String title() {
        return title;
    }
}
