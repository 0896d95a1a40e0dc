# Reads the example result file with R: Rscript read_with_r.R example.h5
# Exit 77 if neither ncdf4 nor rhdf5 is installed.
path <- commandArgs(trailingOnly = TRUE)[1]
read <- FALSE

if (requireNamespace("ncdf4", quietly = TRUE)) {
  file <- ncdf4::nc_open(path)
  underserved <- ncdf4::ncvar_get(file, "underserved")  # R has the fastest dimension first
  status <- ncdf4::ncvar_get(file, "status")
  stopifnot(identical(dim(underserved), c(24L, 20L)))
  stopifnot(all(is.na(underserved[, 15])), all(is.finite(underserved[, 1])))
  stopifnot(status[15] == 2, status[20] == 3)
  stopifnot(ncdf4::ncatt_get(file, "waiting", "units")$value == "month")
  stopifnot(ncdf4::ncvar_get(file, "scenario_name")[20] == "both")
  ncdf4::nc_close(file)
  read <- TRUE
}

if (requireNamespace("rhdf5", quietly = TRUE)) {
  share <- rhdf5::h5read(path, "dilemmas/share")
  stopifnot(identical(dim(share), c(3L, 3L, 3L, 20L)))
  stopifnot(rhdf5::h5read(path, "summary/window")[3] == "all")
  read <- TRUE
}

if (!read) {
  cat("neither ncdf4 nor rhdf5 is installed\n")
  quit(status = 77)
}
