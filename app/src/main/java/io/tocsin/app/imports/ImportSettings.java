package io.tocsin.app.imports;

import java.time.ZoneId;

/**
 * What files do not tell of themselves.
 *
 * @param host the name of the host in all records
 * @param stack the stack of containers that do not name theirs; empty for none
 * @param zone of times that are written without one
 */
public record ImportSettings(String host, String stack, ZoneId zone) {}
