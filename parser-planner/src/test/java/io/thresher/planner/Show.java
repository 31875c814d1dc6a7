package io.thresher.planner;
import java.nio.file.*;
import java.time.*;
public class Show {
  public static void main(String[] a) throws Exception {
    FakeCatalog c = TpchTables.catalog();
    SqlPlanner p = new SqlPlanner(c, new FakeScanner(c), null);
    PlannerSession s = new PlannerSession("default", ZoneId.of("UTC"), "u", Instant.now());
    for (String f : a) {
      String sql = Files.exists(Path.of(f)) ? Files.readString(Path.of(f)) : f;
      System.out.println("-- " + f);
      try { System.out.println(p.optimized(sql, s).explain()); } catch (Throwable t) { t.printStackTrace(System.out); }
    }
  }
}
