/**
 * HTTP: a request in, a status out. Nothing outside this package knows Undertow.
 *
 * <p>Entry point: {@link io.runnerbean.engine.http.HttpServer}. May use: delivery, post, slots,
 * execution, validation, lifecycle, config. Threads: Undertow's I/O threads, which never block, and
 * {@link io.runnerbean.engine.http.RequestThreads}. Transactions: none.
 */
@NullMarked
package io.runnerbean.engine.http;

import org.jspecify.annotations.NullMarked;
