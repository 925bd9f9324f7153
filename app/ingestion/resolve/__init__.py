"""Words to ids and days; what two candidates fit stays undecided."""
