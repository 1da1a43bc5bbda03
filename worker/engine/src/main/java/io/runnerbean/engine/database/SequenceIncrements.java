package io.runnerbean.engine.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.QualifiedName;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.id.enhanced.DatabaseStructure;
import org.hibernate.id.enhanced.SequenceStyleGenerator;

/**
 * Compares the increment of each sequence from which ids are taken in blocks with the {@code
 * allocationSize} of its entity. With a smaller increment, workers give the same id twice.
 * Hibernate compares them while it is set up, which may be before a migration changes the sequence.
 */
final class SequenceIncrements {

  private static final Sql INCREMENT =
      Sql.of("select seqincrement from pg_sequence where seqrelid = to_regclass(:sequence)");

  private SequenceIncrements() {}

  /**
   * Requires a migrated database. A sequence that does not exist is an error of the first insert.
   *
   * @throws IllegalStateException if an increment differs
   */
  static void check(SessionFactory sessions, DataSource source) {
    SessionFactoryImplementor factory = sessions.unwrap(SessionFactoryImplementor.class);
    List<DatabaseStructure> sequences = sequences(factory);
    if (sequences.isEmpty()) {
      return;
    }
    Dialect dialect = factory.getJdbcServices().getDialect();
    try (Connection connection = source.getConnection()) {
      for (DatabaseStructure sequence : sequences) {
        String name = quoted(sequence.getPhysicalName(), dialect);
        check(name, sequence.getIncrementSize(), connection);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the sequences of the entities could not be read", e);
    }
  }

  private static List<DatabaseStructure> sequences(SessionFactoryImplementor factory) {
    List<DatabaseStructure> sequences = new ArrayList<>();
    factory
        .getMappingMetamodel()
        .forEachEntityDescriptor(entity -> {
          if (entity.getGenerator() instanceof SequenceStyleGenerator generator
              && generator.getDatabaseStructure().isPhysicalSequence()
              && generator.getOptimizer().applyIncrementSizeToSourceValues()) {
            sequences.add(generator.getDatabaseStructure());
          }
        });
    return sequences;
  }

  private static String quoted(QualifiedName name, Dialect dialect) {
    String object = name.getObjectName().render(dialect);
    Identifier schema = name.getSchemaName();
    return schema == null ? object : schema.render(dialect) + "." + object;
  }

  private static void check(String sequence, int allocationSize, Connection connection)
      throws SQLException {
    Optional<Long> increment =
        INCREMENT.with("sequence", sequence).first(connection, row -> row.getLong("seqincrement"));
    if (increment.isPresent() && increment.get() != allocationSize) {
      throw new IllegalStateException(
          "the sequence %s increments by %d, but its entity takes ids in blocks of %d. Set @SequenceGenerator(allocationSize = %2$d), or add a migration: alter sequence %1$s increment by %3$d"
              .formatted(sequence, increment.get(), allocationSize));
    }
  }
}
