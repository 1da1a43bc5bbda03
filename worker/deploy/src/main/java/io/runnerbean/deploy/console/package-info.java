/** What a person is told meanwhile, and asked. */
@NullMarked
package io.runnerbean.deploy.console;

import org.jspecify.annotations.NullMarked;
