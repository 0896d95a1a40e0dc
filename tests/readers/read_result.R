# Reads a result file with both R packages and compares what they see: a reader that shares no code
# with the writer. Run by `./dev check`. Usage: Rscript read_result.R FILE
library(ncdf4)
library(rhdf5)

path <- commandArgs(trailingOnly = TRUE)[1]
metric <- "misfit"

by_netcdf <- nc_open(path)
dimensions <- sapply(by_netcdf$var[[metric]]$dim, function(dimension) dimension$name)
stopifnot(identical(dimensions, c("month", "run")))  # R counts from the fastest dimension
units <- ncatt_get(by_netcdf, metric, "units")$value
values <- ncvar_get(by_netcdf, metric)
months <- ncvar_get(by_netcdf, "month")
scenarios <- as.character(ncvar_get(by_netcdf, "scenario"))
offices <- ncvar_get(by_netcdf, paste0("offices/", metric))
nc_close(by_netcdf)

same_values <- h5read(path, metric)
stopifnot(
  nzchar(units),
  identical(as.integer(months), seq_len(nrow(values))),
  length(scenarios) == ncol(values),
  length(dim(offices)) == 3,
  identical(dim(same_values), dim(values)),
  isTRUE(all.equal(as.vector(same_values), as.vector(values))),
  any(is.finite(values))
)
cat(sprintf("R reads %s: %d runs of %d months, metric %s [%s], from both packages alike\n",
            basename(path), ncol(values), nrow(values), metric, units))
