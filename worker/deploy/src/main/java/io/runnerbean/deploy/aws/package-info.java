/** Clients for the AWS services that a deployment uses. */
@NullMarked
package io.runnerbean.deploy.aws;

import org.jspecify.annotations.NullMarked;
