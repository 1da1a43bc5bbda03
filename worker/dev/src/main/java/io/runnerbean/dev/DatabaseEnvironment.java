package io.runnerbean.dev;

import io.runnerbean.embedded.PostgresDatabase;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells a worker in another process which database is its. */
final class DatabaseEnvironment {

  private DatabaseEnvironment() {}

  static Map<String, String> of(PostgresDatabase database) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("RDS_HOSTNAME", database.host());
    environment.put("RDS_PORT", String.valueOf(database.port()));
    environment.put("RDS_DB_NAME", database.name());
    environment.put("RDS_USERNAME", database.user());
    environment.put("RDS_PASSWORD", database.password());
    return environment;
  }
}
