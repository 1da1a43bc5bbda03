/** The services that a deployment talks to. */
@NullMarked
package io.runnerbean.deploy.aws;

import org.jspecify.annotations.NullMarked;
