/** CloudFormation stacks: their changes, operations and events. */
@NullMarked
package io.runnerbean.deploy.stack;

import org.jspecify.annotations.NullMarked;
