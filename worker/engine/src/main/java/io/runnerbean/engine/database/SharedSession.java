package io.runnerbean.engine.database;

import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import jakarta.persistence.FlushModeType;
import org.hibernate.CacheMode;
import org.hibernate.Filter;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * The session of several jobs, whose writes are sent together at the end. A job that would affect
 * the others by it must run alone.
 */
@SuppressWarnings("unchecked") // raw signatures that are inherited
final class SharedSession extends JobSession {

  SharedSession(Session session) {
    super(session);
  }

  @Override
  public void clear() {
    throw needsOwnSession();
  }

  @Override
  public void evict(Object entity) {
    throw needsOwnSession();
  }

  @Override
  public void detach(Object entity) {
    throw needsOwnSession();
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    throw needsOwnSession();
  }

  @Override
  public void setFlushMode(FlushModeType mode) {
    throw needsOwnSession();
  }

  @Override
  public void setHibernateFlushMode(FlushMode mode) {
    throw needsOwnSession();
  }

  @Override
  public void setCacheMode(CacheMode mode) {
    throw needsOwnSession();
  }

  @Override
  public void setCacheStoreMode(CacheStoreMode mode) {
    throw needsOwnSession();
  }

  @Override
  public void setCacheRetrieveMode(CacheRetrieveMode mode) {
    throw needsOwnSession();
  }

  @Override
  public void setDefaultReadOnly(boolean readOnly) {
    throw needsOwnSession();
  }

  @Override
  public void setReadOnly(Object entity, boolean readOnly) {
    throw needsOwnSession();
  }

  @Override
  public Filter enableFilter(String name) {
    throw needsOwnSession();
  }

  @Override
  public void disableFilter(String name) {
    throw needsOwnSession();
  }

  @Override
  public void enableFetchProfile(String name) {
    throw needsOwnSession();
  }

  @Override
  public void disableFetchProfile(String name) {
    throw needsOwnSession();
  }

  @Override
  public void setJdbcBatchSize(@Nullable Integer size) {
    throw needsOwnSession();
  }

  @Override
  public void setFetchBatchSize(int size) {
    throw needsOwnSession();
  }

  @Override
  public void setSubselectFetchingEnabled(boolean enabled) {
    throw needsOwnSession();
  }

  @Override
  public void setProperty(String name, @Nullable Object value) {
    throw needsOwnSession();
  }

  private static IllegalStateException needsOwnSession() {
    return new IllegalStateException("the job changes the session, so it needs one of its own");
  }
}
