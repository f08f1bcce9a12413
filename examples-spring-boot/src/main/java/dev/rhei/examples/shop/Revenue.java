package dev.rhei.examples.shop;

/** What was sold in a period. */
record Revenue(String period, long orders, long cents) {}
