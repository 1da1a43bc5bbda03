package io.runnerbean.bench;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.runnerbean.engine.WorkerConfig;
import io.runnerbean.engine.database.DatabaseConfig;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * db-scheduler with its fastest settings: it locks and fetches in batches of the sizes that were
 * the fastest on one node in its author's benchmarks. It has as many threads as the worker has
 * slots, and a few more connections.
 *
 * @see <a
 *     href="https://github.com/kagkarlsson/db-scheduler#polling-strategy-lock-and-fetch">db-scheduler</a>
 */
public final class DbSchedulerMain {

  private static final double REFILL_BELOW = 6.0;
  private static final double FILL_TO = 40.0;
  private static final int SPARE_CONNECTIONS = 4;
  private static final Duration POLL = Duration.ofMillis(100);

  private DbSchedulerMain() {}

  public static void main(String[] args) {
    DatabaseConfig config = WorkerConfig.from(System.getenv()).database();
    HikariDataSource pool = pool(config);
    Scheduler.create(pool, task(pool))
        .tableName(DbSchedulerTable.NAME)
        .threads(config.pool())
        .pollUsingLockAndFetch(REFILL_BELOW, FILL_TO)
        .pollingInterval(POLL)
        .serializer(new Text())
        .build()
        .start();
    // ServerProcess waits for this line. There is no port.
    System.out.println("Listening on port 0");
  }

  private static HikariDataSource pool(DatabaseConfig config) {
    HikariConfig pool = new HikariConfig();
    pool.setDataSource(config.source());
    pool.setMaximumPoolSize(config.pool() + SPARE_CONNECTIONS);
    return new HikariDataSource(pool);
  }

  private static OneTimeTask<String> task(DataSource pool) {
    return Tasks.oneTime(DbSchedulerTable.TASK, String.class)
        .execute((instance, _) -> insert(pool, instance.getData()));
  }

  private static void insert(DataSource pool, String data) {
    try (Connection connection = pool.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("insert into job_server_data (data) values (?)")) {
      insert.setString(1, data);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A serializer that is cheaper than JSON. */
  private record Text() implements Serializer {

    @Override
    public byte[] serialize(Object data) {
      return data.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] data) {
      return type.cast(new String(data, StandardCharsets.UTF_8));
    }
  }
}
