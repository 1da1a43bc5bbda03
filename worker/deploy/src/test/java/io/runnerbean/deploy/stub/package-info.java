@NullMarked
package io.runnerbean.deploy.stub;

import org.jspecify.annotations.NullMarked;
