"""Files on the workers of a Dask cluster. Only `client` and `worker` import Dask, when they run.

client   sends files, or the parts of long films, and hears of their progress and faults
films    one film in parts: who measures and corrects which frames, and how they are joined
worker   what runs on the workers
"""
