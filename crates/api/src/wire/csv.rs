//! Tables as files (RFC 4180), safe to open in a spreadsheet.

use crate::error::{ApiError, ApiResult};

/// Lines of a table. A cell that a spreadsheet would run as a formula begins with an apostrophe (OWASP, "CSV Injection").
pub fn lines<L>(lines: impl IntoIterator<Item = L>) -> ApiResult<Vec<u8>>
where
    L: IntoIterator,
    L::Item: AsRef<str>,
{
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for line in lines {
        for cell in line {
            let cell = cell.as_ref();
            if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
                writer.write_field(format!("'{cell}")).map_err(ApiError::internal)?;
            } else {
                writer.write_field(cell).map_err(ApiError::internal)?;
            }
        }
        writer.write_record(None::<&[u8]>).map_err(ApiError::internal)?;
    }
    writer.into_inner().map_err(|error| ApiError::internal(error.into_error()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_no_cell_is_a_formula() {
        let table = lines([["a,b", "say \"hi\"", "two\nlines"], ["=1+1", "-2", "@x"]]).unwrap();
        assert_eq!(
            String::from_utf8(table).unwrap(),
            "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n'=1+1,'-2,'@x\r\n"
        );
        assert_eq!(lines(Vec::<Vec<&str>>::new()).unwrap(), b"");
    }
}
