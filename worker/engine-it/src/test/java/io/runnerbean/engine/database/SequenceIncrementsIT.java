package io.runnerbean.engine.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerbean.job.JobCatalog;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.PostgresExtension;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class SequenceIncrementsIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  @Test
  void areComparedAfterTheMigrationsOnly() throws SQLException {
    PostgresDatabase database = POSTGRES.database();
    database.execute("create sequence parcel_id_seq");
    database.execute("create sequence \"Letter\"");
    database.execute("create sequence stamp_id_seq increment by 50");
    try (Database opened = open(database)) {
      assertThatThrownBy(() -> SequenceIncrements.check(opened.sessions(), opened.control()))
          .hasMessageContaining("parcel_id_seq increments by 1")
          .hasMessageContaining("allocationSize = 1")
          .hasMessageContaining("alter sequence parcel_id_seq increment by 50");
      database.execute("alter sequence parcel_id_seq increment by 50");
      assertThatThrownBy(() -> SequenceIncrements.check(opened.sessions(), opened.control()))
          .hasMessageContaining("\"Letter\" increments by 1");
      database.execute("alter sequence \"Letter\" increment by 50");
      SequenceIncrements.check(opened.sessions(), opened.control());
    }
  }

  private static Database open(PostgresDatabase database) {
    return new Database(
        database.source(),
        database.source(),
        1,
        new JobCatalog(List.of(), List.of(Parcel.class, Letter.class, Stamp.class), List.of()));
  }

  @Entity
  static class Parcel {

    @Id
    @GeneratedValue
    @SequenceGenerator(name = "parcel_id_seq", allocationSize = 50)
    Long id;
  }

  @Entity
  static class Letter {

    @Id
    @GeneratedValue(generator = "letter")
    @SequenceGenerator(name = "letter", sequenceName = "`Letter`", allocationSize = 50)
    Long id;
  }

  /** Takes one value for each id, so any increment will do. */
  @Entity
  static class Stamp {

    @Id
    @GeneratedValue(generator = "stamp")
    @SequenceGenerator(name = "stamp", sequenceName = "stamp_id_seq", allocationSize = 1)
    Long id;
  }
}
