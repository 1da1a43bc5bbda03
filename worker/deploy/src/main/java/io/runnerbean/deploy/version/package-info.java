/** The bundle, as a version of the application. */
@NullMarked
package io.runnerbean.deploy.version;

import org.jspecify.annotations.NullMarked;
