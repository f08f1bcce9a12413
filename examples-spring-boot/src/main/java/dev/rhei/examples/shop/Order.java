package dev.rhei.examples.shop;

import java.time.LocalDate;

/** What a customer orders, as it arrives. */
record Order(String customer, long cents, LocalDate day) {}
