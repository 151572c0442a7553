package io.tocsin.app.health;

/**
 * One thing that must be well.
 *
 * @param name of the part: {@code broker}, {@code collector}, …
 * @param ok whether it is
 * @param detail what is so, or what is missing
 */
public record Check(String name, boolean ok, String detail) {}
