/**
 * Starts the processes and servers, and breaks them.
 *
 * <p>Entry point: {@link io.runnerbean.chaos.cluster.Cluster}. May use: chaos.audit, chaos.fault,
 * chaos.job, testkit, cli. Threads: one virtual thread for each supervised process.
 */
@NullMarked
package io.runnerbean.chaos.cluster;

import org.jspecify.annotations.NullMarked;
