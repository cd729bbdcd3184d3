"""Files on the workers of a Dask cluster. Dask is imported when they run.

connection  finds or starts a scheduler, and checks its workers
client      sends files, or the parts of long films, and hears of their progress and faults
films       one film in parts: who measures and corrects which frames, and how they are joined
worker      what runs on the workers
"""
