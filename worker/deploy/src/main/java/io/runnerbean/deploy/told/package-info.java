/** What a person is told meanwhile, and asked. */
@NullMarked
package io.runnerbean.deploy.told;

import org.jspecify.annotations.NullMarked;
