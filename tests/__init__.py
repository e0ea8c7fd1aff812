"""A package, because a test dependency (Canaille) installs a package called ``tests`` that would be found instead."""
