# Reads every variable of a result file with ncdf4 and every object with rhdf5, and writes a subset with both.
# Usage: Rscript copy_result.R FILE COPY.nc
library(ncdf4)
library(rhdf5)

arguments <- commandArgs(trailingOnly = TRUE)
from <- nc_open(arguments[1])
for (name in names(from$var)) ncvar_get(from, name)
whole <- h5read(arguments[1], "/")
stopifnot(all(c("scenario", "status") %in% strsplit(ncatt_get(from, "underserved", "coordinates")$value, " ")[[1]]))

subset <- c("underserved", "status", "replicate")
to <- nc_create(arguments[2], lapply(subset, function(name) from$var[[name]]), force_v4 = TRUE)
for (name in subset) ncvar_put(to, name, ncvar_get(from, name))
nc_close(to)
nc_close(from)

again <- tempfile(fileext = ".h5")
h5createFile(again)
h5write(whole$underserved, again, "underserved")
h5write(as.character(whole$scenario_name), again, "scenario_name")
stopifnot(
  isTRUE(all.equal(h5read(again, "underserved"), whole$underserved)),
  identical(as.character(h5read(again, "scenario_name")), as.character(whole$scenario_name))
)
