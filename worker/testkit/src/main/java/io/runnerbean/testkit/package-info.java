/**
 * Real servers in this JVM: PostgreSQL and, by ElasticMQ, SQS. Never ships.
 *
 * <p>Entry points: {@link io.runnerbean.testkit.PostgresExtension} and {@link
 * io.runnerbean.testkit.SqsExtension} for tests, {@link io.runnerbean.testkit.PostgresServer} and
 * {@link io.runnerbean.testkit.SqsServer} for dev mode. May use: no other module. Threads: those of
 * the servers.
 */
@NullMarked
package io.runnerbean.testkit;

import org.jspecify.annotations.NullMarked;
