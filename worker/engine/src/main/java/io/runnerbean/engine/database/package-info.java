/** Connections, migrations and sessions. */
@NullMarked
package io.runnerbean.engine.database;

import org.jspecify.annotations.NullMarked;
