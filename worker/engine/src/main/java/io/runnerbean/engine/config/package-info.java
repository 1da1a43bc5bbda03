/** Settings from the environment, checked all at once. */
@NullMarked
package io.runnerbean.engine.config;

import org.jspecify.annotations.NullMarked;
