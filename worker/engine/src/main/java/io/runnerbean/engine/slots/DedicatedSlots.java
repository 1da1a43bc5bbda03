package io.runnerbean.engine.slots;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Slots that long-running jobs share with no others. */
public final class DedicatedSlots implements ExecutionSlots {

  private final int all;
  private final Semaphore free;

  public DedicatedSlots(int all) {
    this.all = all;
    this.free = new Semaphore(all);
  }

  @Override
  public int size() {
    return all;
  }

  @Override
  public int take(int most) throws InterruptedException {
    free.acquire();
    int taken = 1;
    while (taken < most && free.tryAcquire()) {
      taken++;
    }
    return taken;
  }

  @Override
  public void release(int many) {
    free.release(many);
  }

  @Override
  public void awaitIdle(Duration most) throws InterruptedException {
    if (free.tryAcquire(all, most.toMillis(), TimeUnit.MILLISECONDS)) {
      free.release(all);
    }
  }
}
