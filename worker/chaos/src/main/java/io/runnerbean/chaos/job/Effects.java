package io.runnerbean.chaos.job;

import org.hibernate.Session;

/**
 * The effects of a job: a row for its business key and a counter. Both show if it happens twice.
 */
final class Effects {

  private static final int SLOTS = 16;
  private static final double MILLIS_PER_SECOND = 1000;

  private Effects() {}

  /** Keeps the database busy, then writes the effects. */
  static void write(Session session, String key, int millis) {
    session
        .createNativeQuery("select 1 from pg_sleep(:seconds)", Integer.class)
        .setParameter("seconds", millis / MILLIS_PER_SECOND)
        .getSingleResult();
    session
        .createNativeMutationQuery(
            """
            insert into effect (key) values (:key)
            on conflict (key) do update set times = effect.times + 1
            """)
        .setParameter("key", key)
        .executeUpdate();
    session
        .createNativeMutationQuery("update effect_total set total = total + 1 where slot = :slot")
        .setParameter("slot", Math.floorMod(key.hashCode(), SLOTS))
        .executeUpdate();
  }
}
