/**
 * The HTTP server: it takes requests and answers them. No other package of the engine uses
 * Undertow.
 *
 * <p>Entry point: {@link io.runnerbean.engine.http.HttpServer}. May use: delivery, post, slots,
 * execution, validation, lifecycle, config. Threads: Undertow's I/O threads, which never block.
 * Transactions: none.
 */
@NullMarked
package io.runnerbean.engine.http;

import org.jspecify.annotations.NullMarked;
