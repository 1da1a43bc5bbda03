/**
 * Other processes: how to start, pause and measure them, and how to cut their connections.
 *
 * <p>Entry points: {@link io.runnerbean.testkit.process.ServerProcess}, {@link
 * io.runnerbean.testkit.process.TcpProxy}. May use: no other module. Threads: the caller's; the
 * proxy has two virtual threads for each connection.
 */
@NullMarked
package io.runnerbean.testkit.process;

import org.jspecify.annotations.NullMarked;
