/** From a request to a message: headers, body, job type and receipt key. */
@NullMarked
package io.runnerbean.engine.message;

import org.jspecify.annotations.NullMarked;
