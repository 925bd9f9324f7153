"""Questions: filters that know their SQL, and the SELECTs they make. No HTTP, no JSON."""
