/** How much of everything a load asks for, by what was measured. */
@NullMarked
package io.runnerbean.bench.capacity;

import org.jspecify.annotations.NullMarked;
