/** CloudFormation's stacks: what would change in them, and what happens to them. */
@NullMarked
package io.runnerbean.deploy.stack;

import org.jspecify.annotations.NullMarked;
