package io.tocsin.app.digest;

import java.time.Instant;

/**
 * What came near to trouble.
 *
 * @param degree how near, to rank it by
 * @param what in words, without who it was
 */
record NearMiss(double degree, Instant at, String what) {}
