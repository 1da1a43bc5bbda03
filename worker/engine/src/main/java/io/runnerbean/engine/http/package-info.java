/** HTTP in, a status out. Knows Undertow; nothing else here does. */
@NullMarked
package io.runnerbean.engine.http;

import org.jspecify.annotations.NullMarked;
