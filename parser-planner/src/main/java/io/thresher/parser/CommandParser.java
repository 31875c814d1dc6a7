package io.thresher.parser;

import io.thresher.parser.ParsedStatement.Command;
import io.thresher.parser.ParsedStatement.Command.Kind;
import io.thresher.parser.ParsedStatement.Name;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads statements that are not queries, by recursive descent over the tokens. */
final class CommandParser {
    private final TokenCursor cursor;

    private CommandParser(TokenCursor cursor) {
        this.cursor = cursor;
    }

    /** Reads a statement of any kind. */
    static ParsedStatement parse(String sql, List<Token> tokens) {
        return new CommandParser(new TokenCursor(sql, tokens)).statement();
    }

    private ParsedStatement statement() {
        String first =
                cursor.peek().kind() == Token.Kind.WORD ? cursor.peek().text().toLowerCase(Locale.ROOT) : "";
        ParsedStatement statement = switch (first) {
            case "explain" -> explain();
            case "create" -> create();
            case "drop" -> drop();
            case "show" -> show();
            case "describe", "desc" -> describe();
            case "use" -> use();
            case "set" -> set();
            case "reset" -> reset();
            case "analyze" -> analyze();
            case "cache" -> cache();
            case "uncache" -> uncache();
            case "clear" -> clear();
            case "begin", "start", "commit", "rollback", "end", "abort", "discard" -> transaction();
            case "insert", "update", "delete", "merge", "alter", "truncate", "copy", "grant", "revoke", "call" ->
                throw NotYet.statement(first);
            default -> null;
        };
        if (statement == null) {
            return query();
        }
        if (!isEndedByQuery(statement)) {
            cursor.expectEnd();
        }
        return statement;
    }

    private static boolean isEndedByQuery(ParsedStatement statement) {
        return statement instanceof ParsedStatement.Explain
                || statement instanceof ParsedStatement.DescribeQuery
                || statement instanceof ParsedStatement.CacheQuery;
    }

    private ParsedStatement.Query query() {
        return SqlParser.query(cursor.sql(), cursor.tokens(), cursor.index());
    }

    private ParsedStatement explain() {
        cursor.expect("explain");
        boolean analyze = cursor.accept("analyze");
        if (cursor.peek().isSymbol("(") && cursor.peek(1).isAny("analyze", "verbose", "format", "costs", "timing")) {
            while (!cursor.acceptSymbol(")")) {
                Token option = cursor.next();
                if (option.kind() == Token.Kind.END) {
                    throw cursor.wrong(")");
                }
                analyze |= option.is("analyze");
            }
        }
        cursor.accept("verbose");
        cursor.accept("plan", "for");
        return new ParsedStatement.Explain(query(), analyze);
    }

    private ParsedStatement create() {
        cursor.expect("create");
        boolean orReplace = cursor.accept("or", "replace");
        if (cursor.accept("schema") || cursor.accept("database")) {
            boolean ifNotExists = cursor.accept("if", "not", "exists");
            return command(
                    Kind.CREATE_SCHEMA, new Name(null, cursor.expectName("schema name"), false), null, ifNotExists);
        }
        if (cursor.accept("external", "table")) {
            return new TableDefinitionParser(cursor).parse(orReplace);
        }
        if (cursor.peek().isAny("table", "view", "temp", "temporary", "function", "index", "materialized", "macro")) {
            throw NotYet.create(cursor.peek().text());
        }
        throw cursor.wrong("EXTERNAL TABLE or SCHEMA");
    }

    private ParsedStatement drop() {
        cursor.expect("drop");
        if (cursor.accept("schema") || cursor.accept("database")) {
            boolean ifExists = cursor.accept("if", "exists");
            Name name = new Name(null, cursor.expectName("schema name"), false);
            boolean cascade = cursor.accept("cascade");
            if (!cascade) {
                cursor.accept("restrict");
            }
            return new Command(Kind.DROP_SCHEMA, name, null, ifExists, cascade);
        }
        cursor.accept("external");
        cursor.expect("table");
        boolean ifExists = cursor.accept("if", "exists");
        return command(Kind.DROP_TABLE, cursor.expectQualifiedName("table name"), null, ifExists);
    }

    private ParsedStatement show() {
        cursor.expect("show");
        if (cursor.accept("schemas") || cursor.accept("databases")) {
            return command(Kind.SHOW_SCHEMAS, null, pattern(), false);
        }
        if (cursor.accept("tables")) {
            boolean in = cursor.accept("from") || cursor.accept("in");
            Name schema = in ? new Name(null, cursor.expectName("schema name"), false) : null;
            return command(Kind.SHOW_TABLES, schema, pattern(), false);
        }
        if (cursor.accept("columns")) {
            if (!cursor.accept("from") && !cursor.accept("in")) {
                throw cursor.wrong("FROM");
            }
            return command(Kind.SHOW_COLUMNS, tableOrPath(), null, false);
        }
        if (cursor.accept("create", "table")) {
            return command(Kind.SHOW_CREATE_TABLE, tableOrPath(), null, false);
        }
        if (cursor.accept("all")) {
            return command(Kind.SHOW_OPTIONS, null, null, false);
        }
        return command(Kind.SHOW_OPTIONS, new Name(null, optionName(), false), null, false);
    }

    private @Nullable String pattern() {
        return cursor.accept("like") ? cursor.expectString("pattern in quotes") : null;
    }

    private ParsedStatement describe() {
        cursor.next();
        if (cursor.peek().isAny("select", "with", "values") || cursor.peek().isSymbol("(")) {
            return new ParsedStatement.DescribeQuery(query());
        }
        cursor.accept("table");
        return command(Kind.SHOW_COLUMNS, tableOrPath(), null, false);
    }

    private Name tableOrPath() {
        if (cursor.peek().kind() == Token.Kind.STRING) {
            return new Name(null, cursor.next().text(), true);
        }
        return cursor.expectQualifiedName("table name");
    }

    private ParsedStatement use() {
        cursor.expect("use");
        cursor.accept("schema");
        return command(Kind.USE, new Name(null, cursor.expectName("schema name"), false), null, false);
    }

    private ParsedStatement set() {
        cursor.expect("set");
        if (cursor.accept("session", "characteristics") || cursor.peek().is("transaction")) {
            skip();
            return command(Kind.NO_OPERATION, null, "SET TRANSACTION", false);
        }
        if (!cursor.accept("session")) {
            cursor.accept("local");
        }
        if (cursor.accept("time", "zone")) {
            return command(Kind.SET_OPTION, new Name(null, "timezone", false), value(), false);
        }
        if (cursor.accept("schema")) {
            cursor.acceptSymbol("=");
            return command(Kind.USE, new Name(null, value(), false), null, false);
        }
        Name name = new Name(null, optionName(), false);
        if (!cursor.acceptSymbol("=")) {
            cursor.expect("to");
        }
        return command(Kind.SET_OPTION, name, value(), false);
    }

    /** A name with dots and dashes, such as join.broadcast-max-bytes. */
    private String optionName() {
        StringBuilder name = new StringBuilder(cursor.expectName("option name"));
        while (cursor.peek().isSymbol(".") || cursor.peek().isSymbol("-")) {
            name.append(cursor.next().text());
            name.append(cursor.expectName("option name"));
        }
        return name.toString();
    }

    /** A literal, or words and numbers up to the end, as text. */
    private String value() {
        Token first = cursor.peek();
        if (first.kind() == Token.Kind.STRING) {
            return cursor.next().text();
        }
        int start = first.start();
        int end = start;
        while (cursor.peek().kind() != Token.Kind.END && !cursor.peek().isSymbol(";")) {
            end = cursor.next().end();
        }
        if (end == start) {
            throw cursor.wrong("value");
        }
        return cursor.sql().substring(start, end);
    }

    private ParsedStatement reset() {
        cursor.expect("reset");
        if (cursor.accept("all")) {
            return command(Kind.RESET_OPTION, null, null, false);
        }
        return command(Kind.RESET_OPTION, new Name(null, optionName(), false), null, false);
    }

    private ParsedStatement analyze() {
        cursor.expect("analyze");
        cursor.accept("table");
        Name name = cursor.expectQualifiedName("table name");
        cursor.accept("compute", "statistics");
        cursor.accept("for", "all", "columns");
        return command(Kind.ANALYZE_TABLE, name, null, false);
    }

    private ParsedStatement cache() {
        cursor.expect("cache");
        boolean lazy = cursor.accept("lazy");
        cursor.expect("table");
        Name name = tableOrPath();
        if (cursor.accept("as") || cursor.peek().isAny("select", "with", "values")) {
            return new ParsedStatement.CacheQuery(name, query());
        }
        return command(Kind.CACHE_TABLE, name, null, lazy);
    }

    private ParsedStatement uncache() {
        cursor.expect("uncache");
        cursor.expect("table");
        boolean ifExists = cursor.accept("if", "exists");
        return command(Kind.UNCACHE_TABLE, tableOrPath(), null, ifExists);
    }

    private ParsedStatement clear() {
        cursor.expect("clear");
        cursor.expect("cache");
        return command(Kind.CLEAR_CACHE, null, null, false);
    }

    private ParsedStatement transaction() {
        String word = cursor.peek().text().toUpperCase(Locale.ROOT);
        skip();
        return command(Kind.NO_OPERATION, null, word, false);
    }

    private void skip() {
        while (cursor.peek().kind() == Token.Kind.WORD || cursor.peek().isSymbol(",")) {
            cursor.next();
        }
    }

    private static Command command(Kind kind, @Nullable Name name, @Nullable String argument, boolean flag) {
        return new Command(kind, name, argument, flag, false);
    }
}
