package io.thresher.planner.statement;

/** One method for each kind of statement, so that the compiler lists the places to change when one is added. */
public interface PlannedStatementVisitor<R> {
    R visitQuery(PlannedStatement.Query statement);

    R visitExplain(PlannedStatement.Explain statement);

    R visitCreateSchema(PlannedStatement.CreateSchema statement);

    R visitDropSchema(PlannedStatement.DropSchema statement);

    R visitCreateTable(PlannedStatement.CreateTable statement);

    R visitDropTable(PlannedStatement.DropTable statement);

    R visitAnalyzeTable(PlannedStatement.AnalyzeTable statement);

    R visitCacheTable(PlannedStatement.CacheTable statement);

    R visitCacheQuery(PlannedStatement.CacheQuery statement);

    R visitUncacheTable(PlannedStatement.UncacheTable statement);

    R visitClearCache(PlannedStatement.ClearCache statement);

    R visitShowSchemas(PlannedStatement.ShowSchemas statement);

    R visitShowTables(PlannedStatement.ShowTables statement);

    R visitShowColumns(PlannedStatement.ShowColumns statement);

    R visitDescribeQuery(PlannedStatement.DescribeQuery statement);

    R visitShowCreateTable(PlannedStatement.ShowCreateTable statement);

    R visitShowOptions(PlannedStatement.ShowOptions statement);

    R visitUse(PlannedStatement.Use statement);

    R visitSetOption(PlannedStatement.SetOption statement);

    R visitResetOption(PlannedStatement.ResetOption statement);

    R visitNoOperation(PlannedStatement.NoOperation statement);
}
