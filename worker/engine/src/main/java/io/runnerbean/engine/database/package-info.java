/**
 * Connections, migrations, Hibernate sessions and transactions.
 *
 * <p>Entry points: {@link io.runnerbean.engine.database.DatabaseStartup}, {@link
 * io.runnerbean.engine.database.UnitOfWork}, {@link io.runnerbean.engine.database.Sql}. May use:
 * config, slots, validation. Threads: those that open the database at start. Transactions: begins
 * and ends them for its callers.
 */
@NullMarked
package io.runnerbean.engine.database;

import org.jspecify.annotations.NullMarked;
